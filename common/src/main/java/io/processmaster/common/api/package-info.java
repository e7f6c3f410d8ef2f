/** What users see of apps, as values that travel as JSON; keys are always present, null when there is no value. */
package io.processmaster.common.api;
