/** A shelf that is nowhere but in this page: what a meeting needs, and what is gone when the page is. */
import type { Happened } from '../state/happened'
import { type Desk, emptyDesk } from './desk'
import type { Shelf } from './shelf'

export function shelfInMemory(): Shelf {
  let kept: Desk = emptyDesk
  let happened: Happened[] = []
  return {
    read: async () => ({ desk: kept, happened, isDamaged: false }),
    write: async (desk, news = []) => {
      const newer = new Set(news.map((one) => one.seq))
      kept = desk
      happened = [...happened.filter((one) => !newer.has(one.seq)), ...news]
    },
    forget: async (seqs) => {
      happened = happened.filter((one) => !seqs.includes(one.seq))
    },
    forgetAll: async () => {
      kept = emptyDesk
      happened = []
    },
    readDraft: async () => '',
    writeDraft: async () => undefined,
  }
}
