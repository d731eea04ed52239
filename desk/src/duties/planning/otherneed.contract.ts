/** When another version needs what a list tells: the newest beside the published one, or that beside the newest. */
import { z } from 'zod';

export const otherNeed = z.object({ version: z.int(), need: z.string() }).meta({ id: 'other_need' });
