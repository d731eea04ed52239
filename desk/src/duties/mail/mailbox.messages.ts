/** What a person reads of the mailbox. */
export const mailboxNotSetUp = 'No mailbox is read: none was named when Hotlist was started.';
export const mailboxTried = (mails: number): string =>
  `It opens: ${mails === 1 ? 'one mail lies' : `${mails} mails lie`} in it.`;
export const mailboxFailed = (said: string): string =>
  `The mailbox could not be opened: ${said}. Maybe its address, user or password is another.`;
