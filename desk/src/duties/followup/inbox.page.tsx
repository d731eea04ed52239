/** Buy and move → Mail inbox: what vendors wrote, until somebody puts it away. */
import { Page } from '../../web/kit/Page.tsx';
import classes from './followup.module.css';
import { Replies } from './Replies.tsx';

export default function RepliesPage() {
  return (
    <Page title="Mail inbox">
      <div className={classes.inbox}>
        <Replies />
      </div>
    </Page>
  );
}
