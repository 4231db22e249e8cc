// SMART scopes as this peer reads them: the letters c r u d s of version 2 and read/write/* of version 1.

const TYPES = ['Patient', 'CarePlan', 'ServiceRequest', 'Goal', 'Observation', 'CareTeam', 'Practitioner',
  'Organization', 'RelatedPerson', 'EpisodeOfCare', 'Appointment', 'Task', 'Questionnaire',
  'QuestionnaireResponse', 'Communication', 'Consent'];

/** Every ordered subset of `cruds`, as SMART asks for them to be written. */
function letterSets() {
  const sets = [''];
  for (const letter of 'cruds') sets.push(...sets.map((s) => s + letter));
  return sets.filter(Boolean);
}

/** What the OpenID server is told it may grant. The provider wants a closed list. */
export const GRANTABLE = ['openid', 'offline_access', 'launch/patient', ...TYPES.flatMap((type) =>
  [...letterSets(), 'read', 'write', '*'].map((letters) => `patient/${type}.${letters}`))];

const OLD = { read: 'rs', write: 'cud', '*': 'cruds' };

/** Does this list of granted scopes hold the letter for this resource type? */
export function allows(granted, type, letter) {
  return granted.some((scope) => {
    const [, of, letters] = /^patient\/([A-Za-z*]+)\.([a-z*]+)$/.exec(scope) ?? [];
    return (of === type || of === '*') && (OLD[letters] ?? letters).includes(letter);
  });
}

/** The letter and the type that one request needs: [['Task', 'u'], …]. A bundle needs one per entry. */
export function needs(method, path, body) {
  const [type, id] = path.replace(/^\/+/, '').split(/[/?]/);
  if (!type) return (body?.entry ?? []).flatMap((e) => needs(e.request?.method, e.request?.url ?? '', e.resource));
  const search = path.includes('_search') || (method === 'GET' && !(id && !path.includes('?')));
  const letter = search ? 's' : { GET: 'r', POST: 'c', PUT: 'u', PATCH: 'u', DELETE: 'd' }[method];
  return [[type, letter ?? 'none']];
}
