/** Days that nobody means: more than ten years from today. The one bound of days that are worked, closed or told after the fact. */

const mostYears = 10;

/** On which side a day lies too far from today; both YYYY-MM-DD. */
export function farFrom(day: string, today: string): 'past' | 'ahead' | undefined {
  const inYear = (by: number) => `${String(Number(today.slice(0, 4)) + by).padStart(4, '0')}${today.slice(4)}`;
  if (day < inYear(-mostYears)) return 'past';
  return day > inYear(mostYears) ? 'ahead' : undefined;
}

export const farWords = (day: string, today: string): string =>
  `${day} is more than ten years ${day < today ? 'ago' : 'ahead'}. Maybe the year is mistyped.`;
