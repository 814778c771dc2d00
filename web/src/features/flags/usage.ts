import type { Flag } from './flag';

export type UsageState = Flag['usage']['state'];

interface UsageWords {
  label: string;
  about: (days: number) => string;
}

export const USAGES: Record<UsageState, UsageWords> = {
  varied: { label: 'called', about: (days) => `code called for it in the last ${days} days, and the answers varied.` },
  constant: {
    label: 'constant',
    about: (days) => `code calls for it, but for ${days} days and more every call was given the same.`,
  },
  handed_out: {
    label: 'in bulk only',
    about: (days) =>
      `in the last ${days} days it was only handed out in bulk answers; whether code uses it there is not known.`,
  },
  not_called: { label: 'not called', about: (days) => `nobody called for it in the last ${days} days.` },
  new: { label: 'new', about: (days) => `it is younger than ${days} days and was not called yet.` },
};
