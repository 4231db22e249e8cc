### The names that staff use (NHS Data Dictionary, ADULT MENTAL HEALTH CARE CLUSTER CODE). They are
### names, not text: they stay in English in every language, and open only when the person asks.
### 08, 17 and 09 have none here on purpose: the worker tells those in person.

clusters-official-00 = Care Cluster 0 - Variance (unable to assign an adult care cluster)
clusters-official-01 = Care Cluster 1 - Common Mental Health Problems (Low Severity)
clusters-official-02 = Care Cluster 2 - Common Mental Health Problems (Low Severity with Greater Need)
clusters-official-03 = Care Cluster 3 - Non-Psychotic (Moderate Severity)
clusters-official-04 = Care Cluster 4 - Non-Psychotic (Severe)
clusters-official-05 = Care Cluster 5 - Non-Psychotic Disorders (Very Severe)
clusters-official-06 = Care Cluster 6 - Non-Psychotic Disorder of Over-Valued Ideas
clusters-official-07 = Care Cluster 7 - Enduring Non-Psychotic Disorders (High Disability)
clusters-official-10 = Care Cluster 10 - First Episode Psychosis
clusters-official-11 = Care Cluster 11 - Ongoing Recurrent Psychosis (Low Symptoms)
clusters-official-12 = Care Cluster 12 - Ongoing or Recurrent Psychosis (High Disability)
clusters-official-13 = Care Cluster 13 - Ongoing or Recurrent Psychosis (High Symptoms and Disability)
clusters-official-14 = Care Cluster 14 - Psychotic Crisis
clusters-official-15 = Care Cluster 15 - Severe Psychotic Depression
clusters-official-16 = Care Cluster 16 - Dual Diagnosis
clusters-official-18 = Care Cluster 18 - Cognitive Impairment (Low Need)
clusters-official-19 = Care Cluster 19 - Cognitive Impairment (Moderate Need)
clusters-official-20 = Care Cluster 20 - Cognitive Impairment or Dementia (High Need)
clusters-official-21 = Care Cluster 21 - Cognitive Impairment or Dementia (High Physical or Engagement)
