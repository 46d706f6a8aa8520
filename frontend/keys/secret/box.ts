/** A sealed box: form (1 byte), iv (12), AES-256-GCM with what it is for as additional data. */
import { type Bytes, joined, NotOurs, random, utf8 } from './bytes'

const form = 1
const ivLength = 12
const tagLength = 16
/** How much longer a box is than what lies in it. */
export const boxAdds = 1 + ivLength + tagLength

/** A box does not open with this key: another key, another purpose, or altered. */
export class DoesNotOpen extends Error {}

export async function seal(key: CryptoKey, purpose: string, plain: Bytes, iv: Bytes = random(ivLength)): Promise<Bytes> {
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: about(purpose) }, key, plain)
  return joined(Uint8Array.of(form), iv, new Uint8Array(sealed))
}

/** Throws NotOurs, DoesNotOpen. */
export async function open(key: CryptoKey, purpose: string, box: Bytes): Promise<Bytes> {
  if (box[0] !== form || box.length < boxAdds) throw new NotOurs('form')
  const iv = box.slice(1, 1 + ivLength)
  try {
    const how = { name: 'AES-GCM', iv, additionalData: about(purpose) }
    return new Uint8Array(await crypto.subtle.decrypt(how, key, box.slice(1 + ivLength)))
  } catch (fault) {
    if (fault instanceof DOMException) throw new DoesNotOpen(purpose)
    throw fault
  }
}

function about(purpose: string): Bytes {
  return utf8(`hearthside/v1/${purpose}`)
}
