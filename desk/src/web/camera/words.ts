/** What the camera's strip says. */
export const hold = 'Hold a label before the camera.';

export const noReader = (why: string): string =>
  `The labels cannot be read here (${why}). Maybe load the page again, or type the code into the search.`;

/** By the name of the browser's error (W3C Media Capture and Streams, getUserMedia). */
export const refusedWords = (name: string): string => byName[name] ?? `The camera does not start (${name}).`;

const byName: Readonly<Record<string, string>> = {
  ended: 'The camera was taken away, or switched off. Maybe open it here again.',
  insecure:
    'Browsers give the camera only to pages that come over HTTPS. Maybe ask who runs Hotlist for an https address, or type the code into the search.',
  NotAllowedError: 'The browser does not give the camera to this page. Maybe allow it in the settings of this site.',
  NotFoundError: 'This device has no camera. Maybe type the code into the search.',
  NotReadableError: 'Another program holds the camera. Maybe close it, and open the camera here again.',
};
