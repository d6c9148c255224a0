/** Pictures made fit before they are sent: the portrait is turned and cut to 25 × 35 mm as it will stand on the certificate (A3), a photo that is too large is made smaller (R15). */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../texts';
import { Button, Loading, Range } from '../ui';

const RATIO = 25 / 35;
/** What the certificate needs at least, and what is more than it can show. */
const NARROWEST = 295;
const WIDEST = 826;
/** How far a ratio may be off that is taken as it is. */
const TOLERANCE = 0.04;
const LONGEST = 4000;

interface Cut { quarters: number; zoom: number; x: number; y: number }
const WHOLE: Cut = { quarters: 0, zoom: 1, x: 0.5, y: 0.5 };

/** Of the upright picture the part that is cut out. */
function part(picture: ImageBitmap, cut: Cut) {
  const lying = cut.quarters % 2 === 1;
  const [width, height] = lying ? [picture.height, picture.width] : [picture.width, picture.height];
  const taken = Math.min(width, height * RATIO) / cut.zoom;
  return { width, height, taken, left: (width - taken) * cut.x, top: (height - taken / RATIO) * cut.y };
}

function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, cut: Cut, wide: number) {
  const { width, height, taken, left, top } = part(picture, cut);
  canvas.width = wide;
  canvas.height = Math.round(wide / RATIO);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.imageSmoothingQuality = 'high';
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(wide / taken, wide / taken);
  pen.translate(-left, -top);
  pen.translate([0, width, width, 0][cut.quarters] ?? 0, [0, 0, height, height][cut.quarters] ?? 0);
  pen.rotate(cut.quarters * Math.PI / 2);
  pen.drawImage(picture, 0, 0);
}

const jpeg = (canvas: HTMLCanvasElement, name: string, quality: number) => new Promise<File | undefined>((resolve) =>
  canvas.toBlob((blob) => resolve(blob ? new File([blob], name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' }) : undefined), 'image/jpeg', quality));

// iPhones' photos; some browsers give their type, and some none
export const isHeic = (file: File) => /\.hei[cf]$/i.test(file.name) || /hei[cf]/.test(file.type);

/** A photo above the limit upright and smaller, one that only some browsers read (HEIC) as JPEG where this one does; anything else as it is. */
export async function shrunk(file: File, largest: number): Promise<File> {
  if (!isHeic(file) && (file.size <= largest || !file.type.startsWith('image/'))) return file;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return file;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return (await jpeg(canvas, file.name, 0.85)) ?? file;
}

/** What is seen is what is sent; a picture that fits goes as it came unless it was changed. */
export function Portrait(props: { file: File; use: (file: File) => void; cancel: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [picture, setPicture] = useState<ImageBitmap>();
  const [cut, set] = useState(WHOLE);
  const held = useRef<{ x: number; y: number }>();
  // The browser turns it as the camera was held; what it cannot read goes as it is, and the inspection says why it does not do.
  useEffect(() => {
    createImageBitmap(props.file).then(setPicture, () => props.use(props.file));
  }, [props.file]);
  useEffect(() => {
    if (canvas.current && picture) draw(canvas.current, picture, cut, 300);
  }, [picture, cut]);
  useEffect(() => heading.current?.focus(), [picture]);
  if (!picture) return <Loading of={{ loading: true, reload: () => undefined }} />;
  const { taken } = part(picture, cut);
  const small = Math.round(taken) < NARROWEST;
  const fits = cut === WHOLE && Math.abs(picture.width / picture.height / RATIO - 1) <= TOLERANCE;
  const use = async () => {
    if (fits) return props.use(props.file);
    const made = document.createElement('canvas');
    draw(made, picture, cut, Math.min(WIDEST, Math.round(taken)));
    props.use((await jpeg(made, props.file.name, 0.92)) ?? props.file);
  };
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const drag = (event: PointerEvent) => {
    const from = held.current;
    if (!from || !canvas.current) return;
    const { width, height, taken: now } = part(picture, cut);
    const scale = now / canvas.current.clientWidth;
    held.current = { x: event.clientX, y: event.clientY };
    set((c) => ({ ...c, x: within(c.x - ((event.clientX - from.x) * scale) / Math.max(1, width - now)), y: within(c.y - ((event.clientY - from.y) * scale) / Math.max(1, height - now / RATIO)) }));
  };
  return (
    <section class="portrait">
      <h3 tabIndex={-1} ref={heading}>{t.portrait.title}</h3>
      <p class="hint">{t.portrait.lead}</p>
      <canvas ref={canvas} role="img" aria-label={t.portrait.preview} onPointerMove={drag} onPointerUp={() => (held.current = undefined)}
        onPointerDown={(event) => { held.current = { x: event.clientX, y: event.clientY }; event.currentTarget.setPointerCapture(event.pointerId); }} />
      <p class="actions"><Button kind="plain" onClick={() => set((c) => ({ ...c, quarters: (c.quarters + 3) % 4 }))}>{t.portrait.left}</Button><Button kind="plain" onClick={() => set((c) => ({ ...c, quarters: (c.quarters + 1) % 4 }))}>{t.portrait.right}</Button></p>
      <Range path="portrait.zoom" label={t.portrait.zoom} min={1} max={4} value={cut.zoom} onInput={(zoom) => set((c) => ({ ...c, zoom }))} />
      <Range path="portrait.x" label={t.portrait.x} min={0} max={1} value={cut.x} onInput={(x) => set((c) => ({ ...c, x }))} />
      <Range path="portrait.y" label={t.portrait.y} min={0} max={1} value={cut.y} onInput={(y) => set((c) => ({ ...c, y }))} />
      <p class="error" role="alert">{small && t.portrait.small}</p>
      <p class="actions">{!small && <Button onClick={() => void use()}>{t.portrait.use}</Button>}<Button kind="plain" onClick={props.cancel}>{t.portrait.cancel}</Button></p>
    </section>
  );
}
