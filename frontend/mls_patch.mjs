// Three lines of the MLS library are mended while it is bundled. The build fails unless the file
// is exactly the one they were written for and each is found exactly once: an update of the
// library has to be looked at by somebody (docs/decisions/0030-mls.md).
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** The library, the file in it, and what that file is (SHA-256). */
export const mended = {
  file: 'ts-mls/dist/src/clientState.js',
  sha256: '63645bc3be6ec7f6d4f6d88af5c0b63e34f5e1fea693c62bd958d228b51b6f61',
}

/** What is mended, and why. All three: RFC 9420 section 12.4.3.1, "for each non-empty parent node". */
export const corrections = [
  {
    why: 'a leaf named as unmerged has to be there AND be below the node',
    from: 'if (tree[nodeIndex]?.nodeType !== "leaf" && !dp.includes(toNodeIndex(i)))',
    to: 'if (tree[nodeIndex]?.nodeType !== "leaf" || !dp.includes(toNodeIndex(i)))',
  },
  {
    why: 'only nodes between the leaf and the node have to know of it, not those above',
    from: 'for (const parentIdx of dp) {',
    to: 'for (const parentIdx of dp.slice(0, dp.indexOf(toNodeIndex(i)))) {',
  },
  {
    why: 'they have to name this leaf, and may name others too',
    from: 'if (!arraysEqual(dpNode.parent.unmergedLeaves, n.parent.unmergedLeaves))',
    to: 'if (!dpNode.parent.unmergedLeaves.includes(unmergedLeaf))',
  },
]

/** Return the file as it should be. Throws where it is not the file these lines were written for. */
export function corrected(source, { sha256 = mended.sha256, lines = corrections } = {}) {
  const is = createHash('sha256').update(source).digest('hex')
  if (is !== sha256) throw new Error(`${mended.file} has changed (${is}): look at every correction again`)
  let said = source
  for (const { from, to, why } of lines) {
    const found = said.split(from).length - 1
    if (found !== 1) throw new Error(`${mended.file}: found ${found} times, not once: ${why}`)
    said = said.replace(from, () => to)
  }
  return said
}

const optional = /^@(hpke\/(chacha20poly1305|dhkem-x448|hybridkem-x-wing|ml-kem)|noble\/(ciphers\/chacha|curves\/.*|post-quantum\/.*)(\.js)?)$/

/**
 * The esbuild plugin: mends the library, and leaves out the suites we do not speak.
 *
 * everySuite -- the published vectors ask for those as well. Throws, so that the build fails,
 * where a bundle took the library in without the mended file.
 */
export function mendedMls({ everySuite = false } = {}) {
  return {
    name: 'mended-mls',
    setup(build) {
      build.initialOptions.metafile = true
      build.onLoad({ filter: /ts-mls\/dist\/src\/clientState\.js$/ }, async ({ path }) => ({
        contents: corrected(await readFile(path, 'utf8')),
        loader: 'js',
      }))
      if (!everySuite) {
        build.onResolve({ filter: optional }, ({ path }) => ({ path, namespace: 'left-out' }))
        build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
          contents: 'throw new Error("not a suite of ours")',
          loader: 'js',
        }))
      } else {
        build.onResolve({ filter: /^@(hpke\/(ml-kem|hybridkem-x-wing)|noble\/post-quantum\/.*)$/ }, ({ path }) => ({ path, external: true }))
      }
      build.onEnd(({ metafile }) => {
        const inside = Object.keys(metafile?.inputs ?? {}).filter((name) => name.includes('ts-mls/'))
        const mendedOnes = inside.filter((name) => name.endsWith(mended.file))
        if (inside.length > 0 && mendedOnes.length !== 1) {
          throw new Error(`the MLS library is in the bundle with ${mendedOnes.length} mended files, not one`)
        }
      })
    },
  }
}
