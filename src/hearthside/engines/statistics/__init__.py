"""What an evaluation is computed with: pure functions, each naming its source.

Handed numbers, they answer numbers; where the numbers do not carry an answer they raise
`CannotCompute` with a sentence, and never return a nan. Nothing is loaded here, so that
whoever only wants one part does not pay for the others.
"""
