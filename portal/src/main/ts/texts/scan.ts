/** The words of reading a code by the camera, which only who reads one loads. */
import { language } from './index';

const zh = {
  scan: '扫码', close: '关闭扫码', picture: '摄像头画面', begins: '正在打开摄像头…请在浏览器询问时选择“允许”。', hold: { receipt: '请把受理回执或收件凭证上的二维码对准画面。', certificate: '请把证书上的二维码对准画面。' }, kept: '画面只在本机识别，不保存、不上传；读到后摄像头自动关闭。',
  another: { receipt: '这不是本系统回执、凭证上的码。请对准印有申报编号的二维码，或输入编号。', certificate: '这不是本系统证书上的码。请对准证书上的二维码，或输入验证码。' }, notAllowed: '浏览器没有允许使用摄像头。请在浏览器的网站设置中允许后再试，或手工输入。', noCamera: '打不开摄像头，可能没有摄像头或正被其他程序使用。请手工输入。',
};

const en: typeof zh = {
  scan: 'Scan a code', close: 'Stop scanning', picture: 'What the camera sees', begins: 'The camera is being opened… Allow it when the browser asks.', hold: { receipt: 'Hold the code of the receipt before the camera.', certificate: 'Hold the code of the certificate before the camera.' }, kept: 'What the camera sees is read on this device, neither kept nor sent; it is turned off once a code was read.',
  another: { receipt: 'This is no code of our receipts. Hold the one beside the number of the application before the camera, or type the number.', certificate: 'This is no code of our certificates. Hold the one on the certificate before the camera, or type what stands below it.' }, notAllowed: 'The browser does not let this page use the camera. Allow it in the settings of the site and try again, or type it.', noCamera: 'The camera cannot be opened; there may be none, or another program uses it. Type it.',
};

export const words = () => (language() === 'en' ? en : zh);
