/** What people said about a record, and a place to say more. Shown beside any record. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../web/api.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { keep, readKept } from '../../web/kit/kept.ts';
import { LongText, LongTextNote } from '../../web/kit/LongText.tsx';
import { When } from '../../web/kit/marks.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { useWrite } from '../../web/queries.ts';
import { useMay, useSite } from '../../web/session/session.tsx';
import { addComment, listComments } from './productionsheet.contract.ts';
import classes from './sheet.module.css';

/** `kind` and `about` as the API names a record: "customer_lines", "SO-1042/2". */
export function CommentsOn({ kind, about }: { kind: string; about: string }) {
  const site = useSite();
  const said = useInfiniteQuery({
    queryKey: [listComments.path, site.code, kind, about],
    queryFn: ({ pageParam, signal }) =>
      call(
        listComments,
        { query: { kind, ref: about, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { site: site.code, signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    meta: { kinds: ['comments'] },
  });
  const say = useWrite(addComment, { kinds: ['comments'] });
  const writes = useMay('comments.write');
  const draft = `draft:comment:${kind}:${about}`;
  const [text, setText] = useState(() => readKept<string>(draft, 'session') ?? '');
  const type = (typed: string) => {
    setText(typed);
    keep(draft, typed === '' ? undefined : typed, 'session');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    // The refusal stays in `say.problem`, beside the field, and what was typed stays in it.
    say.run({ body: { kind, ref: about, text } }).then(
      () => type(''),
      () => undefined,
    );
  };
  if (said.error) return <Problem of={said.error} retry={() => void said.refetch()} />;
  if (!said.data) return <Progress doing="Reading comments" />;
  const rows = said.data.pages.toReversed().flatMap((page) => page.rows);
  const earlier = (said.data.pages[0]?.total ?? rows.length) - rows.length;
  return (
    <>
      {said.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          loading={said.isFetchingNextPage}
          onClick={() => void said.fetchNextPage()}
          data-noprint
        >
          Show earlier ({quantityText(earlier)})
        </Button>
      ) : null}
      {rows.length === 0 ? <Empty title="Nobody has said anything about it yet." /> : null}
      <ol className={classes.comments}>
        {rows.map((one) => (
          <li key={one.id}>
            <span className="dim">
              {one.by}, <When at={one.at} time />
            </span>
            <p>{one.text}</p>
          </li>
        ))}
      </ol>
      {writes ? (
        <form onSubmit={submit} className={classes.say} data-noprint>
          {say.problem ? <Problem of={say.problem} /> : null}
          <LongText
            aria-label="Comment"
            placeholder="What the next person should know"
            maxLength={4000}
            readOnly={say.sending}
            value={text}
            onChange={(event) => type(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" variant="default" loading={say.sending} disabled={text.trim() === ''}>
            Comment
          </Button>
          <LongTextNote />
        </form>
      ) : null}
    </>
  );
}
