/** What tests of approving do over and over. */
import type { Ask } from '../../server/test-app.ts';

/** Sets some of the settings, having read the rest. */
export const setApproval = async (who: Ask, more: object) =>
  who('PUT', '/approval-settings', more, { version: (await who('GET', '/approval-settings')).body.version });
