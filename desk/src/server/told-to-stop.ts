/**
 * Waits for the order to stop: Ctrl-C, SIGTERM, the terminal closed, or the process that started us gone (perhaps
 * before we came to listen). The second order does not wait for anything any more.
 */
export function toldToStop(): Promise<NodeJS.Signals | 'disconnect'> {
  return new Promise((resolve) => {
    let told = false;
    const hear = (what: NodeJS.Signals | 'disconnect') => {
      if (told && what !== 'disconnect') process.exit(130);
      told = true;
      resolve(what);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, hear);
    process.once('disconnect', () => hear('disconnect'));
    // False only where there was a channel: it closed while our modules were being loaded.
    if (process.connected === false) hear('disconnect');
  });
}
