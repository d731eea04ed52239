/** Sentences about questions that the standing plan is asked. */
export const answerRefusals = {
  nothingPlanned: () => 'Nothing is planned here yet. Maybe plan first, then ask.',
  stale: (number: number) =>
    `Inputs changed since version ${number} was planned, so it cannot say. Maybe plan again, then ask.`,
  /** Nobody needs to plan: that is asked for. */
  nextOnItsWay: (number: number) =>
    `Inputs changed since version ${number} was planned, and the plan with them is on its way. Maybe ask again once it stands.`,
  /** A later one stands, or its thread ended, while it was held. */
  answersNoMore: (number: number) => `Version ${number} answers no more: another stands by now. Maybe ask again.`,
  unknownLine: (line: string, number: number) =>
    `Version ${number} does not plan line ${line}. Maybe it is closed, or came in since.`,
  otherDate: (line: string) =>
    `The plan now gives another date for ${line}. Maybe ask again, then promise what it says.`,
  noDate: (line: string) => `The plan has no date for ${line}, so none can be promised.`,
  closedLine: (line: string) => `Line ${line} is not open any more.`,
  tooLong: () => 'The plan thought about it for two minutes and was stopped. Maybe ask about less.',
  busy: () => 'Others are asking the plan right now. Maybe ask again in a moment.',
} as const;

/** Of a question that was asked while the next plan is being made; `step`: what the planner does. */
export const untilPlanned = (step = ''): string =>
  `A new plan is being made of what has changed; it is asked as soon as it stands${step === '' ? '' : `. ${step}`}`;

export const rescueWords: Readonly<Record<string, string>> = {
  sequence: 'Another sequence',
  overtime: 'Overtime',
  'other-machine': 'Another machine',
  'several-machines': 'Several machines at once',
  'transfer-batch': 'Hand on in batches',
  'oven-batch': 'An oven batch waits',
  split: 'Split the order',
  'second-vendor': 'Another vendor',
  'premium-freight': 'Premium freight',
  substitute: 'Substitute',
  'stock-from': 'Stock of another order',
  'part-shipment': 'Ship in parts',
};
