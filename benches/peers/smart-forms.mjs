// What Smart Forms exports, as far as it is measured.
export { buildForm, questionnaireStore, questionnaireResponseStore } from '@aehrc/smart-forms-renderer';
