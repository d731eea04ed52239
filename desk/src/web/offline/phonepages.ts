/** The pages of the phone that open without a network: what they do waits on the device, what they show is kept there. Pure. */
export const phonePages = ['pick', 'count', 'deliver'] as const;

export const isPhonePage = (pathname: string): boolean =>
  (phonePages as readonly string[]).includes(pathname.split('/')[1] ?? '');
