/** Photos of what came: looked at, and taken with the phone or the camera of the desk. */
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { type Answering, apiAddress, upload } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne } from '../../web/queries.ts';
import { useMay, useSite } from '../../web/session/session.tsx';
import { type addPhoto, listPhotos } from './photos.contract.ts';
import { photoCalled } from './photos.messages.ts';
import { mostPhotos } from './photos.ts';
import classes from './receiving.module.css';

/** The longer side, in pixels: a label can be read, and what the phone notes beside it (where it was) stays on the phone. */
const side = 2000;

async function smaller(file: File): Promise<Blob> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const paint = canvas.getContext('2d');
  if (!paint) return file;
  // A JPEG is never seen through: what is, is on white.
  paint.fillStyle = '#fff';
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.drawImage(image, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  return made ?? file;
}

export function Photos({ receipt }: { receipt: number }) {
  const list = useOne(listPhotos, { params: { id: receipt } }, { kinds: ['receipt_photos'] });
  const may = useMay('stock.receive');
  const site = useSite();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const rows = list.data?.rows ?? [];
  const send = async (file: File) => {
    setProblem(undefined);
    setSending(true);
    try {
      const form = new FormData();
      // What the browser cannot draw is sent as it is: the server says what is wrong with it.
      form.append('file', await smaller(file).catch(() => file), file.name);
      toast((await upload<Answering<typeof addPhoto>>(`/receipts/${receipt}/photos`, form)).done);
      await list.refetch();
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
    }
  };
  if (rows.length === 0 && !may) return null;
  return (
    <section aria-label="Photos" className={classes.photos}>
      {problem ? <Problem of={problem} /> : null}
      <ul>
        {rows.map((photo, at) => {
          const address = apiAddress(`/receipt-photos/${photo.id}`, { site: site.code });
          return (
            <li key={photo.id}>
              <a href={address} target="_blank" rel="noreferrer">
                <img
                  src={address}
                  alt={`${photoCalled(at + 1)} of receipt ${receipt}, by ${photo.by}`}
                  loading="lazy"
                />
              </a>
              <span className="dim">
                {photo.by}, <When at={photo.at} time />
              </span>
            </li>
          );
        })}
      </ul>
      {may && rows.length < mostPhotos ? (
        <>
          <input
            ref={input}
            hidden
            type="file"
            accept="image/*"
            capture="environment"
            aria-label="Photo"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (file) void send(file);
            }}
          />
          <Button variant="default" loading={sending} onClick={() => input.current?.click()}>
            Take a photo
          </Button>
        </>
      ) : null}
    </section>
  );
}
