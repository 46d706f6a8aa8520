// Members held by our own code, for a program that drives them: tests/interop/test_mls_rs_agrees.py.
import { run } from './running.mjs'

await run('peer.ts')
