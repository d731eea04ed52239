// `npm run cases`: the stories as tests. `npm run cases -- --accept` rewrites what stands below "## Then".
import { spawnSync } from 'node:child_process';

const given = process.argv.slice(2);
const accept = given.includes('--accept');
const args = ['vitest', 'run', '--project', 'cases', ...given.filter((one) => one !== '--accept')];
const env = accept ? { ...process.env, HOTLIST_CASES: 'accept' } : process.env;
process.exitCode = spawnSync('npx', args, { stdio: 'inherit', env }).status ?? 1;
