import type { ItemOf } from '../../api/pages';
import type { Tone } from '../../design/StatusBadge';

export type Receipt = ItemOf<'/api/v1/receipts'>;
export type Status = Receipt['status'];

export const STATUSES: Record<Status, { tone: Tone; word: string; meaning: string }> = {
  accepted: { tone: 'waiting', word: 'Waits', meaning: 'It is kept, and will be worked on in a moment.' },
  processed: { tone: 'on', word: 'Processed', meaning: 'It was turned into facts, or had none to give.' },
  quarantined: {
    tone: 'attention',
    word: 'Quarantined',
    meaning: 'It speaks of something that the catalog does not know. Once the catalog knows it, it is processed.',
  },
  failed: { tone: 'red', word: 'Failed', meaning: 'It could not be understood.' },
};

export const isStatus = (status: string): status is Status => status in STATUSES;

export const PARTS = [
  { label: 'Receipts', to: '/receipts' },
  { label: 'Dead jobs', to: '/receipts/dead-jobs' },
];

export const MAY_NOT_REPLAY = 'Administrators, and tokens with facts:write, may replay.';
