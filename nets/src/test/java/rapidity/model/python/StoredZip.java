package rapidity.model.python;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a zip file of stored members.
final class StoredZip {
    private final Map<String, byte[]> members = new LinkedHashMap<>();

    StoredZip with(String name, byte... contents) {
        members.put(name, contents);
        return this;
    }

    StoredZip with(String name, String contents) {
        return with(name, contents.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> m : members.entrySet()) {
                ZipEntry e = new ZipEntry(m.getKey());
                CRC32 crc = new CRC32();
                crc.update(m.getValue());
                e.setMethod(ZipEntry.STORED);
                e.setSize(m.getValue().length);
                e.setCrc(crc.getValue());
                zip.putNextEntry(e);
                zip.write(m.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
