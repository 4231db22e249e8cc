//! References: whether they are written as FHIR writes them, and point at what the form allows.

use super::form::Asked;
use super::walk::Judge;
use super::{extensions, list, text, value_of};
use serde_json::Value;

const RESOURCE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource";
const PROFILE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-referenceProfile";
const BASE: &str = "http://hl7.org/fhir/StructureDefinition/";

/// Checks a reference.
pub(super) fn check(judge: &mut Judge, asked: &Asked, reference: &Value) {
    let link_id = asked.link_id;
    if let Some(stated) = text(reference, "type")
        && !is_type(stated.strip_prefix(BASE).unwrap_or(stated))
    {
        judge.report.error(
            link_id,
            "the type of the reference is not one that FHIR has",
        );
    }
    let Some(target) = text(reference, "reference") else {
        return;
    };
    let parts = match parts(target) {
        Ok(parts) => parts,
        Err(message) => return judge.report.error(link_id, message),
    };
    let stated = text(reference, "type").map(|t| t.strip_prefix(BASE).unwrap_or(t));
    let found = match parts {
        Target::Contained(id) => {
            let inside = list(judge.response.raw, "contained").iter();
            let mut inside = inside.filter(|r| text(r, "id") == Some(id));
            match inside.next() {
                Some(resource) => text(resource, "resourceType"),
                None if id.is_empty() => Some("QuestionnaireResponse"),
                None => {
                    let message = "the reference points at something that is not contained";
                    return judge.report.error(link_id, message);
                }
            }
        }
        Target::Typed(kind) if !is_type(kind) => {
            let message = "the resource type in the reference is not one that FHIR has";
            return judge.report.error(link_id, message);
        }
        Target::Typed(kind) => Some(kind),
        Target::Elsewhere => stated,
    };
    check_allowed(judge, asked, found);
}

fn check_allowed(judge: &mut Judge, asked: &Asked, found: Option<&str>) {
    let resources = extensions(asked.value, RESOURCE).filter_map(|e| value_of(e)?.1.as_str());
    let mut allowed: Vec<&str> = resources.collect();
    let profiles: Vec<&str> = extensions(asked.value, PROFILE)
        .filter_map(|e| value_of(e)?.1.as_str())
        .collect();
    // A profile that is a resource type itself says which; others are known to the server only.
    let plain = profiles.iter().filter_map(|p| p.strip_prefix(BASE));
    let known: Vec<&str> = plain.filter(|name| is_type(name)).collect();
    if known.len() < profiles.len() {
        judge.report.leave(
            asked.link_id,
            "whether what it points at follows the profile (referenceProfile)",
        );
    } else {
        allowed.extend(known);
    }
    if allowed.is_empty() {
        return;
    }
    match found {
        None => judge
            .report
            .leave(asked.link_id, "what type of resource it points at"),
        Some(found) if !allowed.contains(&found) && known_all(&profiles, &allowed) => {
            let allowed = allowed.join(", ");
            let message = format!("the resource type in the reference is not allowed: {allowed}");
            judge.report.error(asked.link_id, message);
        }
        Some(_) => {}
    }
}

// With a profile that is not known here, a type that is not listed may be right all the same.
fn known_all(profiles: &[&str], allowed: &[&str]) -> bool {
    let plain = |p: &&str| {
        p.strip_prefix(BASE)
            .is_some_and(|name| allowed.contains(&name))
    };
    profiles.iter().all(plain)
}

/// Where a reference points.
enum Target<'a> {
    Contained(&'a str),
    Typed(&'a str),
    Elsewhere,
}

fn parts(target: &str) -> Result<Target<'_>, &'static str> {
    let odd = "the reference is not one as FHIR writes them";
    if target.is_empty() || target.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(odd);
    }
    if let Some(id) = target.strip_prefix('#') {
        return Ok(Target::Contained(id));
    }
    if !crate::forms::Value::Url(target.to_owned()).is_well_formed() {
        return Err(odd);
    }
    let scheme = target.split_once(':').map(|(scheme, _)| scheme);
    let is_web = matches!(scheme, Some("http" | "https"));
    if scheme.is_some() && !is_web {
        return Ok(Target::Elsewhere);
    }
    let path = target.split(['?', '#']).next().unwrap_or(target);
    let path = path.split("/_history/").next().unwrap_or(path);
    let mut ends = path.rsplit('/');
    let (id, kind) = (ends.next().unwrap_or_default(), ends.next());
    match kind {
        Some(kind) if !is_web => Ok(Target::Typed(kind)),
        // An address of the web may be of something that is no FHIR server.
        Some(kind) if kind.starts_with(|c: char| c.is_ascii_uppercase()) => Ok(Target::Typed(kind)),
        Some(_) if is_web => Ok(Target::Elsewhere),
        _ if id.is_empty() => Err(odd),
        _ => Err(odd),
    }
}

/// Whether FHIR R4 has a resource of that name.
pub(super) fn is_type(name: &str) -> bool {
    let mut all = TYPES.split_ascii_whitespace();
    all.any(|known| known == name)
}

/// The resources of FHIR R4 (4.0.1).
const TYPES: &str = "Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment \
    AppointmentResponse AuditEvent Basic Binary BiologicallyDerivedProduct BodyStructure Bundle \
    CapabilityStatement CarePlan CareTeam CatalogEntry ChargeItem ChargeItemDefinition Claim \
    ClaimResponse ClinicalImpression CodeSystem Communication CommunicationRequest \
    CompartmentDefinition Composition ConceptMap Condition Consent Contract Coverage \
    CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DeviceDefinition \
    DeviceMetric DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest \
    DocumentReference EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest \
    EnrollmentResponse EpisodeOfCare EventDefinition Evidence EvidenceVariable ExampleScenario \
    ExplanationOfBenefit FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse \
    HealthcareService ImagingStudy Immunization ImmunizationEvaluation ImmunizationRecommendation \
    ImplementationGuide InsurancePlan Invoice Library Linkage List Location Measure MeasureReport \
    Media Medication MedicationAdministration MedicationDispense MedicationKnowledge \
    MedicationRequest MedicationStatement MedicinalProduct MedicinalProductAuthorization \
    MedicinalProductContraindication MedicinalProductIndication MedicinalProductIngredient \
    MedicinalProductInteraction MedicinalProductManufactured MedicinalProductPackaged \
    MedicinalProductPharmaceutical MedicinalProductUndesirableEffect MessageDefinition \
    MessageHeader MolecularSequence NamingSystem NutritionOrder Observation ObservationDefinition \
    OperationDefinition OperationOutcome Organization OrganizationAffiliation Parameters Patient \
    PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner PractitionerRole \
    Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup \
    ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment \
    RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen SpecimenDefinition \
    StructureDefinition StructureMap Subscription Substance SubstanceNucleicAcid SubstancePolymer \
    SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial SubstanceSpecification \
    SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport TestScript ValueSet \
    VerificationResult VisionPrescription";
