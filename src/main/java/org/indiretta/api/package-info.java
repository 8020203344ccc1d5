/**
 * HTTP as {@code openapi.yaml} says. A request passes the {@link org.indiretta.api.Gate} (which
 * operation, which Origin, who, may they), the contract's validation, and one small method of a
 * {@code …Resource}, which runs on a virtual thread and gives an {@link org.indiretta.api.Answer}
 * or throws a {@link org.indiretta.api.ProblemException}. The web client's files are served here
 * too.
 */
@CheckReturnValue
package org.indiretta.api;

import com.google.errorprone.annotations.CheckReturnValue;
