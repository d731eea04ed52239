/** Open lines of a vendor, each with what comes by it, to be ticked. */
import { Checkbox } from '@mantine/core';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';

interface LinesProps {
  readonly of: readonly {
    readonly ref: string;
    readonly item: string;
    readonly item_name: string | null;
    readonly open: number;
    readonly unit: string;
    readonly required: string | null;
  }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export function Lines({ of: lines, chosen, onChange }: LinesProps) {
  return (
    <>
      {lines.length > 1 ? (
        <Checkbox
          label={lines.length === 2 ? 'Both lines' : `All ${lines.length} lines`}
          checked={chosen.length === lines.length}
          onChange={(event) => onChange(event.currentTarget.checked ? lines.map(({ ref }) => ref) : [])}
        />
      ) : null}
      {lines.map(({ ref, item, item_name, open, unit, required }) => (
        <Checkbox
          key={ref}
          label={
            <>
              {ref}{' '}
              <span className="dim">
                {quantityText(open)} {unit} {item_name ?? item}
                {required === null ? null : (
                  <>
                    , needed <When day={required} />
                  </>
                )}
              </span>
            </>
          }
          checked={chosen.includes(ref)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...chosen, ref] : chosen.filter((one) => one !== ref))
          }
        />
      ))}
    </>
  );
}
