/** Reads pictures of the camera, so that the page never waits for it. */
import { prepareZXingModule } from 'zxing-wasm/reader';
import reader from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { codesIn } from './codes.ts';

/** What was read of one picture, or why nothing can be read of any. */
export type Looked = { readonly codes: readonly string[] } | { readonly fault: string };

const worker = globalThis as unknown as {
  postMessage(said: Looked): void;
  addEventListener(name: 'message', hear: (event: MessageEvent<ImageBitmap>) => void): void;
};

prepareZXingModule({ overrides: { locateFile: () => reader } });

async function look(picture: ImageBitmap): Promise<Looked> {
  try {
    const { width, height } = picture;
    const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!canvas) return { fault: 'no canvas' };
    canvas.drawImage(picture, 0, 0);
    return { codes: await codesIn(canvas.getImageData(0, 0, width, height)) };
  } catch (error) {
    return { fault: String(error) };
  } finally {
    picture.close();
  }
}

worker.addEventListener('message', ({ data }) => {
  void look(data).then((looked) => worker.postMessage(looked));
});
