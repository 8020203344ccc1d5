package org.indiretta.api;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;

/** Reads the body up to the limit of what the operation takes; files are streamed. */
final class BodyLimits implements BodyHandler {
  /** The longest JSON body, in bytes. */
  static final long JSON_BYTES = 64 * 1024;

  /** The longest photo, in bytes. */
  static final long PHOTO_BYTES = 1024 * 1024;

  /** They read their body by themselves. */
  private static final Set<String> STREAMED = Set.of("uploadFile", "uploadRequestFile");

  private static final String BYTES = "application/octet-stream";

  private final Contract contract;
  private final BodyHandler json = BodyHandler.create(false).setBodyLimit(JSON_BYTES);
  private final BodyHandler photo = BodyHandler.create(false).setBodyLimit(PHOTO_BYTES);

  BodyLimits(Contract contract) {
    this.contract = contract;
  }

  @Override
  public void handle(RoutingContext context) {
    Contract.Declared operation =
        contract.find(context.request().method(), context.request().path()).orElseThrow();
    if (STREAMED.contains(operation.id())) {
      context.next();
    } else {
      (BYTES.equals(operation.bodyType()) ? photo : json).handle(context);
    }
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
