// Holds FHIR resources against the R4 definitions with a validator that is not ours.
//   node validate.mjs FILE…                      resources, arrays of them, or bundles
//   node validate.mjs --from URL [--types A,B]   everything a running sandbox or peer holds (`/control/resources`)
//   node validate.mjs --self-check               does the validator itself refuse what is wrong?
// Prints each issue with its place; ends with 1 if any is an error, or if there was nothing to look at.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { validateResource } from '@medplum/core';
import { learnR4 } from './fhir.mjs';

const TYPES = ['Patient', 'CarePlan', 'ServiceRequest', 'Goal', 'Observation', 'CareTeam', 'Practitioner',
  'Organization', 'RelatedPerson', 'EpisodeOfCare', 'Appointment', 'Task', 'Questionnaire',
  'QuestionnaireResponse', 'Communication', 'Consent'];

/** Resources inside whatever was given: one, a list, or a bundle (whose own shape is looked at too). */
function resourcesIn(json) {
  if (Array.isArray(json)) return json.flatMap(resourcesIn);
  if (!json || typeof json !== 'object') return [];
  if (json.resourceType === 'Bundle') return [json, ...(json.entry ?? []).flatMap((e) => resourcesIn(e.resource))];
  return json.resourceType ? [json] : [];
}

/** Every issue of one resource; the validator throws on errors and returns the warnings. */
function issuesOf(resource) {
  try {
    return validateResource(resource);
  } catch (error) {
    return error.outcome?.issue ?? [{ severity: 'fatal', diagnostics: String(error.message) }];
  }
}

const isError = (issue) => issue.severity === 'error' || issue.severity === 'fatal';

function selfCheck() {
  const good = { resourceType: 'Goal', lifecycleStatus: 'proposed', description: { text: 'Walk' }, subject: { reference: 'Patient/1' } };
  const bad = [{ ...good, lifecycleStatus: undefined }, { ...good, subjct: 1 }, { ...good, startDate: 'soon' },
    { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { ...good, description: 'Walk' } }] }];
  const held = !issuesOf(good).some(isError) && bad.every((b) => resourcesIn(b).some((r) => issuesOf(r).some(isError)));
  console.log(held ? '5 passed, 0 failed' : 'the validator lets through what is wrong\n0 passed, 1 failed');
  return held;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: {
  from: { type: 'string' }, types: { type: 'string' }, 'self-check': { type: 'boolean' } } });
learnR4();
if (values['self-check']) process.exit(selfCheck() ? 0 : 1);

const found = positionals.flatMap((file) => resourcesIn(JSON.parse(readFileSync(file, 'utf8'))).map((r) => [file, r]));
if (values.from) {
  for (const type of values.types?.split(',') ?? TYPES) {
    const reply = await fetch(new URL(`/control/resources?type=${type}`, values.from));
    if (!reply.ok) throw new Error(`${type}: ${reply.status} from ${values.from}`);
    found.push(...resourcesIn((await reply.json()).resources).map((r) => ['served', r]));
  }
}

let errors = 0;
for (const [where, resource] of found) {
  for (const issue of issuesOf(resource)) {
    if (isError(issue)) errors++;
    console.log(`${issue.severity}\t${where}\t${resource.resourceType}/${resource.id ?? '-'}\t${(issue.expression ?? []).join(', ')}\t${issue.details?.text ?? issue.diagnostics ?? issue.code}`);
  }
}
if (!found.length) console.log('nothing to look at');
console.log(`${found.length} resources, ${errors} errors`);
process.exit(errors || !found.length ? 1 : 0);
