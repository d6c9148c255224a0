/** Several photos as one PDF, upright and a page each, made in the browser before anything is sent (R15). Loaded when somebody wants it. */
const LONGEST = [2400, 1800, 1300, 900];
const QUALITY = 0.8;
/** The longer side of a sheet of A4, in points. */
const SHEET = 842;

interface Photo { jpeg: Blob; width: number; height: number }

async function photo(file: File, longest: number): Promise<Photo | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return undefined;
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.fillStyle = '#fff'; // what is transparent is paper
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  return jpeg ? { jpeg, width: canvas.width, height: canvas.height } : undefined;
}

/** A quarter to the right. */
export async function turned(file: File): Promise<File> {
  const picture = await createImageBitmap(file);
  const canvas = Object.assign(document.createElement('canvas'), { width: picture.height, height: picture.width });
  const pen = canvas.getContext('2d');
  pen?.translate(picture.height, 0);
  pen?.rotate(Math.PI / 2);
  pen?.drawImage(picture, 0, 0);
  picture.close();
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
  return jpeg ? new File([jpeg], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' }) : file;
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
export async function together(files: File[], largest: number): Promise<{ file: File } | { unread: string } | undefined> {
  for (const longest of LONGEST) {
    const photos: Photo[] = [];
    for (const file of files) {
      const one = await photo(file, longest);
      if (!one) return { unread: file.name };
      photos.push(one);
    }
    const whole = pdf(photos);
    if (whole.size <= largest) return { file: new File([whole], (files[0]?.name ?? '').replace(/\.[^.]*$/, '') + '.pdf', { type: 'application/pdf' }) };
  }
  return undefined;
}
