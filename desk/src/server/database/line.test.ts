import { expect, it, onTestFinished } from 'vitest';
import { testApp } from '../test-app.ts';
import { Line } from './line.ts';

it('a line that is stopped while it begins is not there afterwards', async () => {
  const test = await testApp();
  onTestFinished(() => test.close());
  const heard: string[] = [];
  const line = new Line(test.url, 'told', { heard: (word) => heard.push(word), there: () => heard.push('there') });
  const begun = line.start();
  await line.stop();
  await begun;
  expect(line.client).toBeUndefined();
  expect(heard).toEqual([]);
});
