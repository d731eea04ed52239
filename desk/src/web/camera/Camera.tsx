/** The camera of the device as a scanner: a strip over the page that reads labels for as long as it is open. */
import { CloseButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLatest } from '../kit/latest.ts';
import { ticks } from '../kit/time.ts';
import classes from './camera.module.css';
import type { Looked } from './camera.worker.ts';
import { Shown } from './codes.ts';
import { hold, noReader, refusedWords } from './words.ts';

/** The longer side of what is looked at, in pixels: enough for a label at arm's length. */
const most = 1_280;
/** Between one look and the next, in milliseconds. */
const pause = 80;

interface CameraProps {
  /** A label came before the camera. */
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}

export default function Camera({ onCode, onClose }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const coded = useLatest(onCode);
  const [refused, refuse] = useState<string>();
  useEffect(() => {
    const seen = video.current;
    if (!seen) return;
    const stop = watch(
      seen,
      (text) => {
        navigator.vibrate?.(60);
        coded.current(text);
      },
      refuse,
    );
    return stop;
  }, [coded]);
  return (
    <section className={classes.camera} aria-label="Camera" data-noprint>
      <video ref={video} className={classes.video} muted playsInline hidden={refused !== undefined} />
      <p className={classes.words} role="status">
        {refused ?? hold}
      </p>
      <CloseButton className={classes.close} size={44} aria-label="Close the camera" onClick={onClose} />
    </section>
  );
}

/** Looks through the camera until it is stopped. */
function watch(video: HTMLVideoElement, onCode: (text: string) => void, refuse: (words: string) => void): () => void {
  const worker = new Worker(new URL('./camera.worker.ts', import.meta.url), { type: 'module' });
  const shown = new Shown();
  let stream: MediaStream | undefined;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  /** Says why, and gives the camera back. */
  const fail = (words: string): void => {
    if (stopped) return;
    stopped = true;
    end();
    refuse(words);
  };
  const later = (): void => {
    timer = setTimeout(() => look().catch((error: unknown) => fail(noReader(String(error)))), pause);
  };
  const look = async (): Promise<void> => {
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0) return later();
    const scale = Math.min(1, most / Math.max(width, height));
    const size = { resizeWidth: Math.round(width * scale), resizeHeight: Math.round(height * scale) };
    const picture = await createImageBitmap(video, size);
    if (stopped) picture.close();
    else worker.postMessage(picture, [picture]);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Looked>) => {
    if ('fault' in data) return fail(noReader(data.fault));
    for (const text of data.codes) if (shown.comes(text, ticks())) onCode(text);
    later();
  });
  worker.addEventListener('error', (event) => fail(noReader(event.message)));
  const begin = async (): Promise<void> => {
    // Absent where the page did not come over HTTPS.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices) return refuse(refusedWords('insecure'));
    stream = await devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: most } } });
    if (stopped) return end();
    for (const track of stream.getTracks()) track.addEventListener('ended', () => fail(refusedWords('ended')));
    video.srcObject = stream;
    await video.play();
    later();
  };
  begin().catch((error: unknown) => {
    if (!stopped) refuse(refusedWords(error instanceof Error ? error.name : String(error)));
  });
  return () => {
    stopped = true;
    clearTimeout(timer);
    worker.terminate();
    end();
  };
}
