// How a script for a page is bundled: the same for all of them.
import { mendedMls } from './mls_patch.mjs'

export const forPages = {
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022', 'chrome111', 'firefox113', 'safari16.2'],
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [mendedMls()],
}
