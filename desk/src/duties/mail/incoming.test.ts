import { describe, expect, it } from 'vitest';
import { readIncoming } from './incoming.import.ts';

const read = (raw: string, cut = false) => readIncoming(Buffer.from(raw.replaceAll('\n', '\r\n')), cut);
const head =
  'From: "Anna Kraft" <Anna@Kraft.example>\nTo: b@x.org\nSubject: Termin\nMessage-ID: <1@kraft>\nMIME-Version: 1.0\n';

describe('a mail as it came', () => {
  it('is read with whom it is from and what it answers, the nearest first', async () => {
    const mail = await read(`${head}In-Reply-To: <b@x>\nReferences: <a@x> <b@x>\n\nAm 12.11.\n`);
    expect(mail).toMatchObject({
      from_address: 'anna@kraft.example',
      from_name: 'Anna Kraft',
      subject: 'Termin',
      text: 'Am 12.11.\n',
      automatic: false,
      bounce: null,
    });
    expect(mail.answers.slice(0, 2)).toEqual(['<b@x>', '<b@x>']);
    expect(mail.answers).toContain('<a@x>');
  });

  it('is plain text where it is markup: nothing of it runs, nothing is loaded', async () => {
    const html =
      '<html><head><style>p{}</style><script>alert(1)</script></head><body onload="x()"><p>Am <b>12.11.</b></p><img src="https://evil.example/pixel.png"><iframe src="https://evil.example"></iframe></body></html>';
    const { text } = await read(`${head}Content-Type: text/html; charset=utf-8\n\n${html}\n`);
    expect(text).toContain('Am 12.11.');
    expect(text).not.toMatch(/script|alert|onload|iframe|<|pixel/);
  });

  it('names its attachments and opens none', async () => {
    const mail = await read(
      `${head}Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nSee there\n--B\nContent-Type: application/x-msdownload; name="../../a\u202Efdp.exe"\nContent-Disposition: attachment; filename="../../a\u202Efdp.exe"\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAA=\n--B--\n`,
    );
    expect(mail.files).toEqual([{ name: expect.not.stringContaining('\u202e'), type: expect.any(String), bytes: 8 }]);
    expect(mail.text.trim()).toBe('See there');
  });

  it('that a program wrote is told', async () => {
    expect((await read(`${head}Auto-Submitted: auto-replied\n\nI am away until 12.11.\n`)).automatic).toBe(true);
    expect((await read(`${head}Auto-Submitted: no\n\nHere\n`)).automatic).toBe(false);
  });

  it.each([
    ['failed', true],
    ['delayed', false],
  ])('that says of a mail of ours that it %s is told with whom, why and which', async (action, final) => {
    const mail = await read(
      `From: MAILER-DAEMON@mx.example\nTo: b@x.org\nSubject: Undelivered\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B\nContent-Type: text/plain\n\nSorry.\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; Gone@Kraft.example\nAction: ${action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 No such\n user here\n\n--B\nContent-Type: text/rfc822-headers\n\nMessage-ID: <hotlist.9@plant.example>\nSubject: Termin\n\n--B--\n`,
    );
    expect(mail.bounce).toEqual({ recipient: 'gone@kraft.example', said: '5.1.1 550 No such user here', final });
    expect(mail.answers).toContain('<hotlist.9@plant.example>');
    expect(mail.automatic).toBe(false);
  });

  it.each([
    [
      'nested as deep as it likes',
      `${head}${Array.from({ length: 3000 }, (_, at) => `Content-Type: multipart/mixed; boundary=B${at}\n\n--B${at}\n`).join('')}`,
    ],
    [
      'of parts without number',
      `${head}Content-Type: multipart/mixed; boundary=B\n\n${'--B\nContent-Type: text/plain\n\nx\n'.repeat(20_000)}`,
    ],
    ['of markup without end', `${head}Content-Type: text/html\n\n${'<div>'.repeat(90_000)}`],
    ['of nothing but noise', '\u0000\u0001\u0002'.repeat(10_000)],
    ['with a head that never ends', `${head}X: ${'a'.repeat(900_000)}\n\nx`],
  ])('is bounded where it is %s', async (_, raw) => {
    const before = performance.now();
    const mail = await read(raw);
    expect(mail.text.length).toBeLessThanOrEqual(100_000);
    expect(mail.files.length).toBeLessThanOrEqual(50);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the rule
    expect(mail.text).not.toMatch(/[\u0000-\u0008]/);
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  const parts = (one: string, many: number) =>
    `${head}In-Reply-To: <b@x>\nContent-Type: multipart/mixed; boundary=B\n\n${one.repeat(many)}--B--\n`;
  it.each([
    ['in 20,000 parts', parts('--B\nContent-Type: text/plain\n\nx\n', 20_000)],
    ['of 3,000 attachments', parts('--B\nContent-Type: application/pdf; name=a.pdf\n\nx\n', 3_000)],
  ])('that cannot be taken apart, as it is %s, keeps its head', async (_, raw) => {
    expect(await read(raw)).toMatchObject({
      unread: true,
      subject: 'Termin',
      from_address: 'anna@kraft.example',
      from_name: 'Anna Kraft',
      answers: ['<b@x>'],
      text: '',
    });
  });

  it('of which no text could be made says so, where it has any', async () => {
    const html = (inner: string) => read(`${head}Content-Type: text/html\n\n${inner}\n`);
    const deep = await html(`${'<div>'.repeat(90_000)}Am 12.11.${'</div>'.repeat(5)}`);
    expect(deep).toMatchObject({ unread: true, subject: 'Termin', text: '' });
    expect(await html('<style>p{color:red}</style><img src="https://x.example/1.png">')).toMatchObject({
      unread: false,
    });
    expect(await html('<p>Am 12.11.</p>')).toMatchObject({ unread: false, text: expect.stringContaining('12.11.') });
    expect(await html(`${'<div>'.repeat(90_000)}&Auml;&auml;`)).toMatchObject({ unread: true });
  });

  it.each([
    ['a space alone', '<p>&nbsp;</p><p>&#160;&#xA0;</p>'],
    [
      'Outlook’s settings',
      '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]--><title>Termin</title><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=DE><div class=WordSection1><p class=MsoNormal><o:p>&nbsp;</o:p></p></div></body></html>',
    ],
    ['settings outside of a comment', '<xml><w:View>Normal</w:View></xml><p>&zwnj;</p>'],
  ])('whose markup holds %s beside what is attached says nothing, and is no unread one', async (_, html) => {
    const raw = `${head}Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html\n\n${html}\n--B\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--B--\n`;
    expect(await read(raw)).toMatchObject({ unread: false, files: [{ name: 'a.pdf' }] });
  });

  it('too big to be read is told by its head alone', async () => {
    expect(await read(`${head}\n${'x'.repeat(1000)}`, true)).toMatchObject({ subject: 'Termin', text: '' });
  });
});
