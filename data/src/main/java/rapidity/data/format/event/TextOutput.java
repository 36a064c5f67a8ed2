package rapidity.data.format.event;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import rapidity.data.format.OutputFile;
import rapidity.data.format.PendingFile;
import rapidity.data.format.WhenExists;

/// Text on its way into a file, gzipped if its name ends in `.gz`.
final class TextOutput implements PendingFile {
    private static final int BUFFER = 1 << 16;

    private final OutputFile output;
    private final OutputStream stream;

    private TextOutput(OutputFile output, OutputStream stream) {
        this.output = output;
        this.stream = stream;
    }

    static TextOutput create(Path file, WhenExists whenExists) throws IOException {
        OutputFile output = OutputFile.create(file, whenExists);
        try {
            OutputStream bytes = new BufferedOutputStream(Channels.newOutputStream(output.channel()), BUFFER);
            boolean zipped = String.valueOf(file.getFileName()).endsWith(".gz");
            return new TextOutput(output, zipped ? new GZIPOutputStream(bytes, BUFFER) : bytes);
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    void write(CharSequence text) throws IOException {
        stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void commit() throws IOException {
        if (stream instanceof GZIPOutputStream zipped) {
            zipped.finish();
        }
        stream.flush();
        output.commit();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
