/** Writes to a vendor about his lines: the draft in his language, to be changed by hand and sent once. */
import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { type Language, languages } from '../../house/languages.ts';
import type { Answering } from '../../web/api.ts';
import { countText } from '../../web/kit/formats.ts';
import { LongText, LongTextNote } from '../../web/kit/LongText.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useFirstField } from '../../web/kit/useFirstField.ts';
import { recordsAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import classes from './followup.module.css';
import { draftInquiry, sendInquiry } from './inquiries.contract.ts';
import { bounceWayOut } from './inquiries.messages.ts';

export interface Inquiring {
  readonly vendor: string;
  readonly vendor_name: string | null;
  /** Absent: all of his that are due today. */
  readonly refs?: readonly string[];
}

interface InquiryWindowProps {
  readonly of: Inquiring;
  readonly onClose: () => void;
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'German' };

export function InquiryWindow({ of, onClose }: InquiryWindowProps) {
  const [language, setLanguage] = useState<Language>();
  const query = { vendor: of.vendor, refs: of.refs?.join('\n'), language };
  const found = useOne(draftInquiry, { query }, { kinds: [] });
  return (
    <Modal opened onClose={onClose} title={`Write to ${of.vendor_name ?? of.vendor}`} size="xl">
      {found.error ? (
        <Problem of={found.error} retry={() => void found.refetch()} />
      ) : found.data ? (
        <Form key={found.data.language} draft={found.data} onLanguage={setLanguage} onClose={onClose} />
      ) : (
        <Progress doing="Drafting the mail" />
      )}
    </Modal>
  );
}

interface FormProps {
  readonly draft: Answering<typeof draftInquiry>;
  readonly onLanguage: (language: Language) => void;
  readonly onClose: () => void;
}

function Form({ draft, onLanguage, onClose }: FormProps) {
  const send = useWrite(sendInquiry, { kinds: ['contacts', 'inquiries', 'mails'] });
  const [recipient, setRecipient] = useState(draft.recipient ?? '');
  const [whom, setWhom] = useState(draft.with_whom);
  const [subject, setSubject] = useState(draft.subject);
  const [text, setText] = useState(draft.text);
  const [link, setLink] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstField(form);
  const submit = async (confirm?: string) => {
    if (send.sending) return;
    const body = {
      vendor: draft.vendor,
      refs: draft.lines.map((line) => line.ref),
      recipient,
      with_whom: whom,
      language: draft.language,
      subject,
      text,
      link,
    };
    try {
      const { done } = await send.run({ body }, confirm === undefined ? {} : { confirm: [confirm] });
      toast(done);
      onClose();
    } catch {
      // The refusal is shown above the form, which keeps what was typed.
      return;
    }
  };
  const press = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <form ref={form} onSubmit={press} className={classes.letter}>
      {draft.barred === null ? null : <p role="alert">{draft.barred}</p>}
      {draft.bounced === null ? null : (
        <p className={classes.failed}>
          {draft.bounced} {bounceWayOut}
        </p>
      )}
      {send.problem ? (
        <Problem of={send.problem} confirm={(code) => void submit(code)} confirmWord="Write all the same" />
      ) : null}
      <div className={classes.heads}>
        <TextInput
          label="To"
          required
          type="email"
          maxLength={200}
          autoComplete="off"
          value={recipient}
          onChange={(event) => setRecipient(event.target.value)}
        />
        <TextInput
          label="With whom"
          required
          maxLength={120}
          autoComplete="off"
          value={whom}
          onChange={(event) => setWhom(event.target.value)}
        />
        <NativeSelect
          label="Language"
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={draft.language}
          onChange={(event) => onLanguage(languages.find((one) => one === event.currentTarget.value) ?? 'en')}
        />
      </div>
      <TextInput
        label="Subject"
        required
        maxLength={200}
        autoComplete="off"
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
      />
      <LongText
        label="Text"
        required
        minRows={12}
        maxRows={22}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Checkbox
        label="With a link to his page, on which he may answer for 14 days"
        checked={link}
        disabled={!draft.may_link}
        description={draft.may_link ? undefined : 'Where links lead is not set up (HOTLIST_URL).'}
        onChange={(event) => setLink(event.currentTarget.checked)}
      />
      <p className="dim">
        It is about {countText(draft.lines.length, 'line', 'lines')}: {draft.lines.map((line) => line.ref).join(', ')}.
        Each comes back when the answer is missed. What stands around the lines is kept under{' '}
        <PageLink to={recordsAt('inquiry_texts')}>Texts of inquiries</PageLink>; another language drafts it anew.
      </p>
      <div className={classes.doors}>
        <LongTextNote />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={send.sending} disabled={draft.barred !== null}>
          Send
        </Button>
      </div>
    </form>
  );
}
