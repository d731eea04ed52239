/** A worker of the browser: a problem comes in, its plan and every rule that it breaks (none) go out; the page stays awake. */
import { check, plan } from '../dist/index.js';

self.onmessage = ({ data: problem }) => {
  const made = plan(problem);
  self.postMessage({ plan: made, broken: check(problem, made) });
};
