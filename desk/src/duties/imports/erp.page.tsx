/** Beside an ERP: which side owns which field, and the lists of what was changed here for the ERP to take. */

import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { RememberTabs } from '../../web/kit/RememberTabs.tsx';
import { pageAt } from '../../web/paths.ts';
import classes from './imports.module.css';
import { OwnersTab } from './owners.page.tsx';
import { WriteBackTab } from './writeback.page.tsx';

export default function ErpPage() {
  return (
    <Page
      title="Beside an ERP"
      tools={<PageLink to={pageAt('/import')}>Import</PageLink>}
      note="The ERP’s file comes in by Import, marked “From the ERP”. What was changed here goes back as a list."
    >
      <div className={classes.above}>
        <RememberTabs
          id="erp"
          tabs={[
            { name: 'owners', label: 'Field owners', content: <OwnersTab /> },
            { name: 'lists', label: 'Write-back lists', content: <WriteBackTab /> },
          ]}
        />
      </div>
    </Page>
  );
}
