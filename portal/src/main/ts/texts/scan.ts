/** The words of reading a code by the camera, which only who receives papers loads. */
import { language } from './index';

const zh = {
  scan: '扫码', close: '关闭扫码', picture: '摄像头画面', begins: '正在打开摄像头…请在浏览器询问时选择“允许”。', hold: '请把受理回执或收件凭证上的二维码对准画面。', kept: '画面只在本机识别，不保存、不上传；读到编号后摄像头自动关闭。',
  another: '这不是本系统回执、凭证上的码。请对准印有申报编号的二维码，或输入编号。', notAllowed: '浏览器没有允许使用摄像头。请在浏览器的网站设置中允许后再试，或输入编号。', noCamera: '打不开摄像头，可能没有摄像头或正被其他程序使用。请输入编号。',
};

const en: typeof zh = {
  scan: 'Scan a code', close: 'Stop scanning', picture: 'What the camera sees', begins: 'The camera is being opened… Allow it when the browser asks.', hold: 'Hold the code of the receipt before the camera.', kept: 'What the camera sees is read on this device, neither kept nor sent; it is turned off once a number was read.',
  another: 'This is no code of our receipts. Hold the one beside the number of the application before the camera, or type the number.', notAllowed: 'The browser does not let this page use the camera. Allow it in the settings of the site and try again, or type the number.', noCamera: 'The camera cannot be opened; there may be none, or another program uses it. Type the number.',
};

export const words = () => (language() === 'en' ? en : zh);
