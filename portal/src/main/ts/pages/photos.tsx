/** Several photos, put upright and in order, as one PDF or each by itself, made in the browser before anything is sent (R15). Loaded when somebody wants it. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { fill, t } from '../texts';
import { Button, useCommand } from '../ui';
import { isHeic } from './portrait';

const LONGEST = [2400, 1800, 1300, 900];
const QUALITY = 0.8;
/** The longer side of a sheet of A4, in points. */
const SHEET = 842;

/** @property quarters how far it is turned to the right */
export interface Turned { file: File; quarters: number }

interface Photo { jpeg: Blob; width: number; height: number }

/** Drawn no longer than that, and turned. */
async function drawn(of: Turned, longest: number, quality: number): Promise<Photo | undefined> {
  const picture = await createImageBitmap(of.file).catch(() => undefined);
  if (!picture) return undefined;
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const [wide, high] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const [width, height] = of.quarters % 2 ? [high, wide] : [wide, high];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.fillStyle = '#fff'; // what is transparent is paper
  pen.fillRect(0, 0, width, height);
  pen.translate([0, width, width, 0][of.quarters] ?? 0, [0, 0, height, height][of.quarters] ?? 0);
  pen.rotate((of.quarters * Math.PI) / 2);
  pen.drawImage(picture, 0, 0, wide, high);
  picture.close();
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  return jpeg ? { jpeg, width, height } : undefined;
}

/** The photo as it is to lie: one that is not turned as it came; none where this browser cannot turn it. */
export async function turned(of: Turned): Promise<File | undefined> {
  if (!of.quarters) return of.file;
  const made = await drawn(of, Infinity, 0.92).catch(() => undefined);
  return made && new File([made.jpeg], of.file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' });
}

/** The least PDF: a catalogue, the pages, and of each page what is drawn and the picture as it is. */
function pdf(photos: Photo[]): Blob {
  const parts: BlobPart[] = [];
  const places: number[] = [];
  let length = 0;
  const write = (part: string | Blob) => {
    parts.push(part);
    length += typeof part === 'string' ? part.length : part.size; // ASCII only
  };
  const object = (...content: (string | Blob)[]) => {
    places.push(length);
    write(`${places.length} 0 obj\n`);
    content.forEach(write);
    write('\nendobj\n');
  };
  write('%PDF-1.4\n');
  object('<</Type/Catalog/Pages 2 0 R>>');
  object(`<</Type/Pages/Count ${photos.length}/Kids[${photos.map((_, i) => `${3 + 3 * i} 0 R`).join(' ')}]>>`);
  photos.forEach(({ jpeg, width, height }, i) => {
    const scale = SHEET / Math.max(width, height);
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    const draw = `q ${w} 0 0 ${h} 0 0 cm /P Do Q`;
    object(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${w} ${h}]/Resources<</XObject<</P ${5 + 3 * i} 0 R>>>>/Contents ${4 + 3 * i} 0 R>>`);
    object(`<</Length ${draw.length}>>stream\n${draw}\nendstream`);
    object(`<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.size}>>stream\n`, jpeg, '\nendstream');
  });
  const table = length;
  write(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('')}`);
  write(`trailer\n<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`);
  return new Blob(parts, { type: 'application/pdf' });
}

/** One PDF under a limit, the photos no smaller than they need be for it; or which of them this browser cannot read. */
export async function together(files: Turned[], largest: number): Promise<{ file: File } | { unread: string } | undefined> {
  for (const longest of LONGEST) {
    const photos: Photo[] = [];
    for (const one of files) {
      const photo = await drawn(one, longest, QUALITY);
      if (!photo) return { unread: one.file.name };
      photos.push(photo);
    }
    const whole = pdf(photos);
    if (whole.size <= largest) return { file: new File([whole], (files[0]?.file.name ?? '').replace(/\.[^.]*$/, '') + '.pdf', { type: 'application/pdf' }) };
  }
  return undefined;
}

interface Chosen extends Turned { key: number; shown: string }

const isPhoto = (file: File) => file.type.startsWith('image/') || isHeic(file);

/** Several files at once: photos are turned, put in order or left out, and become the pages of one PDF, or each goes by itself, as one a year does. */
export function Several(props: { files: File[]; combine: (files: Turned[]) => Promise<void>; separately: (files: Turned[]) => Promise<void>; cancel: () => void }) {
  const chosen = () => props.files.map((file, key): Chosen => ({ file, key, quarters: 0, shown: isPhoto(file) ? URL.createObjectURL(file) : '' }));
  const [files, setFiles] = useState(chosen);
  const [done, setDone] = useState('');
  const of = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  const next = useRef('');
  const { busy, run } = useCommand();
  useEffect(() => {
    const shown = files.map((one) => one.shown);
    group.current?.focus();
    return () => shown.forEach((address) => address && URL.revokeObjectURL(address));
  }, []);
  // what was pressed moves or goes: the hand stays where it was of use
  useEffect(() => {
    if (next.current) (document.getElementById(next.current) ?? group.current)?.focus();
    next.current = '';
  }, [files]);
  const put = (all: Chosen[], told: string, focus: string) => {
    next.current = focus;
    setFiles(all);
    setDone(told);
  };
  const id = (key: number | undefined, what: string) => `${of}-${key}-${what}`;
  const turn = (one: Chosen) => {
    const quarters = (one.quarters + 1) % 4;
    put(files.map((f) => (f === one ? { ...f, quarters } : f)), fill(t.materials.turned, { name: one.file.name, degrees: quarters * 90 }), '');
  };
  const earlier = (one: Chosen, i: number) => put([...files.slice(0, i - 1), one, ...files.slice(i - 1, i), ...files.slice(i + 1)], fill(t.materials.page, { name: one.file.name, page: i, count: files.length }), id(one.key, i > 1 ? 'earlier' : 'leave'));
  const leave = (one: Chosen, i: number) => {
    if (files.length === 1) return props.cancel();
    put(files.filter((f) => f !== one), fill(t.materials.leftOut, { name: one.file.name }), id((files[i + 1] ?? files[i - 1])?.key, 'leave'));
  };
  const count = files.length;
  const one = count === 1;
  const together = count > 1 && files.every((f) => isPhoto(f.file));
  return (
    <fieldset tabIndex={-1} ref={group}>
      <legend>{fill(t.materials.several, { count })}</legend>
      <ol class="photos">{files.map((f, i) => (
        <li key={f.key}>
          {f.shown && <img src={f.shown} class={`turn${f.quarters * 90}`} alt="" onError={() => setFiles((all) => all.map((x) => (x.key === f.key ? { ...x, shown: '' } : x)))} />}
          <span>{f.file.name}</span>
          <span class="actions">
            {f.shown && <Button kind="plain" busy={busy} label={fill(t.materials.turnPhoto, { name: f.file.name })} onClick={() => turn(f)}>{t.portrait.right}</Button>}
            {i > 0 && <Button kind="plain" busy={busy} id={id(f.key, 'earlier')} label={fill(t.materials.earlier, { name: f.file.name })} onClick={() => earlier(f, i)}>↑</Button>}
            <Button kind="plain" busy={busy} id={id(f.key, 'leave')} label={fill(t.materials.leaveOut, { name: f.file.name })} onClick={() => leave(f, i)}>{t.materials.leave}</Button>
          </span>
        </li>
      ))}</ol>
      <p class="hint" role="status">{done}</p>
      <p class="actions">
        {together && <Button busy={busy} onClick={() => void run(() => props.combine(files))}>{fill(t.materials.combine, { count })}</Button>}
        <Button kind={together ? 'plain' : 'primary'} busy={busy} onClick={() => void run(() => props.separately(files))}>{one ? t.materials.send : fill(t.materials.separately, { count })}</Button>
        <Button kind="plain" busy={busy} onClick={props.cancel}>{t.portrait.cancel}</Button>
      </p>
    </fieldset>
  );
}
