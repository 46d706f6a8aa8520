// The letters for paper. The press reads TrueType, whole: two subsets of one typeface would
// be mixed letter by letter, and what is copied or read aloud from the file would suffer.
import { copyFile, mkdir, rm } from 'node:fs/promises'

const here = new URL('.', import.meta.url)
const fonts = new URL('../node_modules/@expo-google-fonts/', here)
const letters = new URL('../src/hearthside/engines/paper/letters/', here)

const families = {
  'atkinson-hyperlegible-next': 'AtkinsonHyperlegibleNext',
  'noto-sans-arabic': 'NotoSansArabic',
}

/** Put the fonts the press needs where it looks, regular and bold, licences beside them. */
export async function layOutLetters() {
  await rm(letters, { recursive: true, force: true })
  await mkdir(letters, { recursive: true })
  for (const [folder, family] of Object.entries(families)) {
    for (const weight of ['400Regular', '700Bold']) {
      const file = `${family}_${weight}.ttf`
      await copyFile(new URL(`${folder}/${weight}/${file}`, fonts), new URL(file, letters))
    }
    // The Open Font Licence asks to travel with the letters.
    await copyFile(new URL(`${folder}/LICENSE_FONT`, fonts), new URL(`${family}.txt`, letters))
  }
}
