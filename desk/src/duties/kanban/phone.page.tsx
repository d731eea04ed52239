/** The phone of who finds a bin empty: its card is scanned, one button calls for the next. */
import { Button, TextInput } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { lineCalled } from '../../house/kind.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { CardDoors, CardSays, fromWords, kinds } from './card.page.tsx';
import { oneCard } from './kanban.contract.ts';
import classes from './kanban.module.css';

export default function BinPage() {
  const { loop, bin } = useParams({ strict: false }) as { readonly loop?: string; readonly bin?: string };
  useEffect(() => {
    document.title = 'Empty bin · Hotlist';
  }, []);
  return (
    <main id="page" className={classes.phone}>
      {loop === undefined || bin === undefined ? <Ask /> : <One key={`${loop}/${bin}`} loop={loop} bin={Number(bin)} />}
    </main>
  );
}

/** A scan of a card goes to it from any page; what no scanner reads is typed. */
function Ask() {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const card = lineCalled(text.trim());
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (card) void navigate({ to: pageAt('/bin/$loop/$bin', { loop: card.order, bin: String(card.line) }) });
      }}
    >
      <h1>Scan the card of the empty bin</h1>
      <TextInput
        size="xl"
        label="Card, as K-BOLT/1"
        autoComplete="off"
        autoCapitalize="characters"
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoFocus
      />
      <Button type="submit" size="xl" disabled={card === undefined}>
        Show it
      </Button>
    </form>
  );
}

function One({ loop, bin }: { loop: string; bin: number }) {
  const found = useOne(oneCard, { params: { loop, bin } }, { kinds });
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  const card = found.data;
  if (!card) return <Progress doing="Reading the card" />;
  return (
    <section aria-label={card.card}>
      <p className="dim">
        Card {card.card}, {fromWords(card)} → {card.area}
      </p>
      <h1>{card.item}</h1>
      <p>
        {card.item_name ?? ''} <strong className="figures">{`${quantityText(card.qty)} ${card.unit}`}</strong> a bin
      </p>
      <CardSays of={card} />
      <CardDoors of={card} size="xl" />
    </section>
  );
}
