//! Every code, system and extension address that crosses the line to a trust, in one place.

/// The base of our own codes and extensions. A trust file may name another (`codes_base`).
pub const BASE: &str = "https://pathway-companion.example/fhir";

/// Tag system that says what a trust has released to the patient: `{BASE}/CodeSystem/release`.
pub const RELEASE: &str = "/CodeSystem/release";
/// The one code of [`RELEASE`].
pub const RELEASED: &str = "released-to-patient";
/// Observation codes that the trust defines: the care cluster, GAS scores.
pub const TRUST_OBSERVATION: &str = "/CodeSystem/trust-observation";
/// Code of the Observation that holds the care cluster.
pub const CLUSTER: &str = "adult-mh-care-cluster";
/// Value system of the cluster: `00` to `21` (NHS Data Dictionary).
pub const CLUSTER_SYSTEM: &str = "/CodeSystem/adult-mh-care-cluster";
/// Extension on a cluster Observation: the event at which it was decided.
pub const ALLOCATION_EVENT: &str = "/StructureDefinition/allocation-event";
/// Category system of an intervention: the six domains of a care package.
pub const CARE_DOMAIN: &str = "/CodeSystem/care-domain";
/// Extension on an intervention: the neutral name that a carer sees.
pub const CARER_TITLE: &str = "/StructureDefinition/carer-title";
/// Category system of a Communication: `question`, `preference`, `correction`, `disagree`, `for-review`,
/// `invite`, `from-carer`.
pub const MESSAGE_CATEGORY: &str = "/CodeSystem/message-category";
/// Code of [`MESSAGE_CATEGORY`]: what a carer tells the team. It is never given to the person.
pub const FROM_CARER: &str = "from-carer";
/// Type system of an Organization: `trust`, `partner`, `council`.
pub const ORGANIZATION_KIND: &str = "/CodeSystem/organization-kind";
/// Identifier system of an answered form: a UUIDv7 made with the draft.
pub const RESPONSE_UUID: &str = "/response-uuid";
/// Identifier system of anything else that the app creates.
pub const ITEM_UUID: &str = "/item-uuid";
/// Category of a review meeting's Appointment type.
pub const APPOINTMENT_TYPE: &str = "/CodeSystem/appointment-type";

/// SNOMED CT.
pub const SNOMED: &str = "http://snomed.info/sct";
/// "Mental health care plan" (CarePlan category).
pub const MENTAL_HEALTH_CARE_PLAN: &str = "718347000";
/// "Mental health crisis plan" (CarePlan category).
pub const CRISIS_PLAN: &str = "736253002";
/// The person's own staying-safe plan: the form's address below [`BASE`].
pub const SAFE_PLAN_FORM: &str = "/Questionnaire/staying-safe-plan";
/// LOINC.
pub const LOINC: &str = "http://loinc.org";
/// Goal attainment as first reported.
pub const GAS_BASELINE: &str = "107332-9";
/// Goal attainment as the person rates it.
pub const GAS_PATIENT: &str = "107334-5";
/// Goal attainment as a carer rates it.
pub const GAS_CARER: &str = "107331-1";
/// Goal attainment as a worker rates it.
pub const GAS_WORKER: &str = "107333-7";
/// The five levels of a goal on a Goal resource (HL7 Person-Centered Outcomes 1.0.0).
pub const GAS_EXTENSION: &str =
    "http://hl7.org/fhir/us/pco/StructureDefinition/pco-goal-attainment-scaling";
/// LOINC's name of [`GAS_BASELINE`], which is also what a goal with levels is measured by.
pub const GAS_BASELINE_NAME: &str = "Goal attainment scale - Reported";
/// Extension on a Goal: its importance and its difficulty, each 0 to 3.
pub const GAS_WEIGHT: &str = "/StructureDefinition/gas-weight";
/// Extension on a note of a Goal: what the note is, [`GOAL_WHY`] or [`GOAL_STRENGTHS`].
pub const GOAL_NOTE: &str = "/StructureDefinition/goal-note";
/// Code of [`GOAL_NOTE`]: why the goal matters.
pub const GOAL_WHY: &str = "why";
/// Code of [`GOAL_NOTE`]: what is strong in the person, and who helps.
pub const GOAL_STRENGTHS: &str = "strengths";
/// Code of [`TRUST_OBSERVATION`]: T of one or more goals.
pub const GAS_T: &str = "gas-t-score";
/// Code of [`TRUST_OBSERVATION`]: a rating of a goal from 0 to 10.
pub const GOAL_OUT_OF_TEN: &str = "goal-progress-0-10";
/// From a ServiceRequest to the Goal it serves.
pub const PERTAINS_TO_GOAL: &str =
    "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal";
/// Goal achievement status.
pub const GOAL_ACHIEVEMENT: &str = "http://terminology.hl7.org/CodeSystem/goal-achievement";
/// Codes of SDC's Task for a form.
pub const SDC_TASK: &str = "http://hl7.org/fhir/uv/sdc/CodeSystem/temp";
/// NHS number.
pub const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
/// Score of an answer option (R4 name).
pub const ORDINAL_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
/// Score of an answer option (newer name).
pub const ITEM_WEIGHT: &str = "http://hl7.org/fhir/StructureDefinition/itemWeight";
/// On a ServiceRequest that asks for a form: which one (SDC).
pub const REQUESTED_FORM: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-servicerequest-questionnaire";
/// How a form was filled in.
pub const COMPLETION_MODE: &str =
    "http://hl7.org/fhir/StructureDefinition/questionnaireresponse-completionMode";
/// Category of an Observation.
pub const OBSERVATION_CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
/// Units of measure.
pub const UCUM: &str = "http://unitsofmeasure.org";
/// SNOMED CT codes of the Mental Health Clustering Tool: HoNOS scales 1 to 12, then the six of scale
/// 13 and the historical scales A to E (`domain/events_mhct.json`, from NHS England's own code).
pub const CLINICIAN_RATINGS: [&str; 18] = [
    "979641000000103",
    "979651000000100",
    "979661000000102",
    "979671000000109",
    "979681000000106",
    "979691000000108",
    "979701000000108",
    "979711000000105",
    "979721000000104",
    "979731000000102",
    "979741000000106",
    "979751000000109",
    "985071000000105",
    "985081000000107",
    "985111000000104",
    "985121000000105",
    "985131000000107",
    "985141000000103",
];
/// Actions that a Consent permits: [`SEE`], [`CONTRIBUTE`].
pub const CONSENT_ACTION: &str = "http://terminology.hl7.org/CodeSystem/consentaction";
/// Action of a permit: the carer sees it.
pub const SEE: &str = "access";
/// Action of a permit on a goal: the carer is asked to say how it goes.
pub const CONTRIBUTE: &str = "collect";
/// Classes of a permit: whole types of resources.
pub const RESOURCE_TYPES: &str = "http://hl7.org/fhir/resource-types";
