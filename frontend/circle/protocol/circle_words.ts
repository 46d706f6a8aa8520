/** Five words of an epoch, to read aloud in a meeting if one likes: the same for all who are in it. */
import { type Circle, groupIdFor } from './circle'
import { exported } from './mls'
import { wordList } from './word_list'

const howMany = 5

/** Return five of 256 words: somebody between two members would have to try about 2 ** 40 epochs to match them. */
export async function circleWords(circle: Circle): Promise<string[]> {
  const bytes = await exported(circle.group, 'hearthside/v1/circle/words', groupIdFor(circle))
  return [...bytes.slice(0, howMany)].map((byte) => wordList[byte] ?? '')
}
