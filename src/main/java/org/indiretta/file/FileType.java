package org.indiretta.file;

/** What may be stored; everything else is refused. */
enum FileType {
  PDF("application/pdf", "pdf", "pdf"),
  JPEG("image/jpeg", "jpg", "jpeg"),
  PNG("image/png", "png", "png"),
  WEBP("image/webp", "webp", "webp");

  private final String contentType;
  private final String extension;
  private final String otherExtension;

  FileType(String contentType, String extension, String otherExtension) {
    this.contentType = contentType;
    this.extension = extension;
    this.otherExtension = otherExtension;
  }

  String contentType() {
    return contentType;
  }

  /** The ending given to a name that has none that fits. */
  String extension() {
    return extension;
  }

  /** Whether an ending, in lower case, fits. */
  boolean fits(String ending) {
    return ending.equals(extension) || ending.equals(otherExtension);
  }
}
