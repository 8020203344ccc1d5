package org.indiretta.api;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Reads the body up to the limit of what the operation takes: JSON is short, files are not. */
final class BodyLimits implements BodyHandler {
  /** The longest JSON body, in bytes. */
  static final long JSON_BYTES = 64 * 1024;

  /** The longest file, in bytes. */
  static final long FILE_BYTES = 10 * 1024 * 1024;

  private final Contract contract;
  private final BodyHandler json = BodyHandler.create(false).setBodyLimit(JSON_BYTES);
  private final BodyHandler file = BodyHandler.create(false).setBodyLimit(FILE_BYTES);

  BodyLimits(Contract contract) {
    this.contract = contract;
  }

  @Override
  public void handle(RoutingContext context) {
    boolean bytes =
        contract
            .find(context.request().method(), context.request().path())
            .map(operation -> "application/octet-stream".equals(operation.bodyType()))
            .orElse(false);
    (bytes ? file : json).handle(context);
  }

  @Override
  public BodyHandler setBodyLimit(long bodyLimit) {
    throw new UnsupportedOperationException("the limits are fixed");
  }

  @Override
  public BodyHandler setHandleFileUploads(boolean handleFileUploads) {
    throw new UnsupportedOperationException("files come as bodies");
  }

  @Override
  public BodyHandler setUploadsDirectory(String uploadsDirectory) {
    throw new UnsupportedOperationException("nothing is written to disk");
  }

  @Override
  public BodyHandler setMergeFormAttributes(boolean mergeFormAttributes) {
    throw new UnsupportedOperationException("there are no forms");
  }

  @Override
  public BodyHandler setDeleteUploadedFilesOnEnd(boolean deleteUploadedFilesOnEnd) {
    throw new UnsupportedOperationException("nothing is written to disk");
  }

  @Override
  public BodyHandler setPreallocateBodyBuffer(boolean isPreallocateBodyBuffer) {
    throw new UnsupportedOperationException("a length that is only said reserves nothing");
  }
}
