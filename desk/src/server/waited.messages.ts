/** Sentences about what a device kept and sends later. */
export const tooLongAgo = (ago: string): string =>
  `"${ago.slice(0, 20)}" is no number of seconds up to 90 days. Maybe the clock of the device was set meanwhile.`;
export const ofAnother = (name: string): string =>
  `Another person did this on the device, and ${name} is signed in. Maybe that person signs in there and sends it.`;
