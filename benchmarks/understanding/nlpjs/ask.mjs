// NLP.js as its makers set it up for Chinese: node ask.mjs FILE. FILE: {"examples": [[text, label]], "questions": [text]}.
// Prints [[label, score]] as JSON; label "None" is its own word for no answer.
import { readFileSync } from 'node:fs'
import { containerBootstrap } from '@nlpjs/core'
import { LangZh } from '@nlpjs/lang-zh'
import { Nlp } from '@nlpjs/nlp'

const { examples, questions } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const container = await containerBootstrap()
container.use(LangZh)
const nlp = new Nlp({ container, languages: ['zh'], nlu: { log: false }, autoSave: false })
for (const [text, label] of examples) nlp.addDocument('zh', text, label)
await nlp.train()
const replies = []
for (const text of questions) {
  const { intent, score } = await nlp.process('zh', text)
  replies.push([intent, score])
}
process.stdout.write(JSON.stringify(replies))
