/** The code on a paper read by the device's camera, where the browser itself reads codes; elsewhere nothing of it is shown, and what it says is typed (R28, R31). */
import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from '../texts/scan';
import { Button, useLoad } from '../ui';

interface Detector { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
interface Detectors { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }

/** How a paper may bear its number. */
const FORMATS = ['qr_code', 'code_128'];
/** Between two looks, in milliseconds: a still hand is enough, and the battery lasts. */
const PAUSE = 200;
const detectors = () => (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector;

/** The number that one of our papers says: by itself, or at the end of the portal's address. */
export const numberOn = (code: string) => /^(?:https?:\/\/[^/\s]+\/portal\/applications\/)?([a-z2-7]{26})$/.exec(code.trim())?.[1];

/** Those of the formats that are read here; none where there is no camera to be asked. */
async function readable(): Promise<string[]> {
  const found = detectors();
  if (!found || !navigator.mediaDevices?.getUserMedia) return [];
  const supported = await found.getSupportedFormats().catch((): string[] => []);
  return FORMATS.filter((format) => supported.includes(format));
}

/** The code of a certificate: by itself, or at the end of the address that it bears. */
export const codeOn = (code: string) => /^(?:https?:\/\/[^/\s]+\/verifications\/)?([a-z2-7]{26})$/.exec(code.trim())?.[1];

/** What is looked for, and how it is read. */
const READS = { receipt: numberOn, certificate: codeOn };
type Paper = keyof typeof READS;

export function Scan(props: { of: Paper; found: (read: string) => void }) {
  const formats = useLoad(readable, 'formats');
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.querySelector('button')?.focus();
  };
  if (!formats.value?.length) return null;
  return (
    <div ref={button}>
      <p class="actions"><Button kind="plain" onClick={() => (open ? close() : setOpen(true))}>{open ? words().close : words().scan}</Button></p>
      {open && <Camera of={props.of} formats={formats.value} close={close} found={(read) => { close(); props.found(read); }} />}
    </div>
  );
}

/** Runs while it is shown: leaving it in any way turns the camera off. */
function Camera(props: { of: Paper; formats: string[]; found: (read: string) => void; close: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [told, tell] = useState(words().begins);
  const now = useRef(props);
  now.current = props;
  useEffect(() => {
    heading.current?.focus();
    let stream: MediaStream | undefined;
    let timer = 0;
    let here = true;
    const hidden = () => document.hidden && now.current.close();
    document.addEventListener('visibilitychange', hidden);
    const off = () => {
      here = false;
      document.removeEventListener('visibilitychange', hidden);
      clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
    const look = async (detector: Detector) => {
      const codes = video.current ? await detector.detect(video.current).catch(() => []) : [];
      if (!here) return;
      const read = codes.map((code) => READS[now.current.of](code.rawValue)).find(Boolean);
      if (read) return now.current.found(read);
      if (codes.length) tell(words().another[now.current.of]);
      timer = window.setTimeout(() => void look(detector), PAUSE);
    };
    const begin = async () => {
      const Found = detectors();
      if (!Found) return;
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (!here) return off();
      if (!video.current) return;
      video.current.srcObject = stream;
      await video.current.play();
      if (!here) return;
      tell(words().hold[now.current.of]);
      await look(new Found({ formats: now.current.formats }));
    };
    begin().catch((error: unknown) => {
      if (!here) return;
      off();
      tell(error instanceof DOMException && error.name === 'NotAllowedError' ? words().notAllowed : words().noCamera);
    });
    return off;
  }, []);
  return (
    <section aria-labelledby="scan-title" onKeyDown={(event) => event.key === 'Escape' && props.close()}>
      <h2 id="scan-title" tabIndex={-1} ref={heading}>{words().scan}</h2>
      <p role="status">{told}</p>
      <video class="scan" ref={video} muted playsInline aria-label={words().picture} />
      <p class="hint">{words().kept}</p>
    </section>
  );
}
