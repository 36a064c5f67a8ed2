package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void everyFailureOfAFileIsASentence() {
        assertThat(Failures.sentence(new AccessDeniedException("a"))).isEqualTo("a: access is denied");
        assertThat(Failures.sentence(new NotDirectoryException("a"))).isEqualTo("a is no folder");
        assertThat(Failures.sentence(of("Is a directory"))).isEqualTo("a is a folder; name a file in it");
        assertThat(Failures.sentence(of("Not a directory"))).contains("a: a part of this path is a file");
        assertThat(Failures.sentence(of("No space left on device"))).isEqualTo("a: the disk is full");
        assertThat(Failures.sentence(of("Read-only file system"))).contains("a: nothing can be written there");
        assertThat(Failures.sentence(of("File name too long"))).isEqualTo("a: File name too long");
        assertThat(Failures.sentence(new DirectoryNotEmptyException("a")))
                .isEqualTo("a: it could not be read or written (DirectoryNotEmptyException)");
    }

    @Test
    void otherFailuresSayWhatTheySayThemselves() {
        assertThat(Failures.sentence(new IllegalArgumentException("a batch of 0 events")))
                .isEqualTo("a batch of 0 events");
        assertThat(Failures.sentence(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }

    private static FileSystemException of(String reason) {
        return new FileSystemException("a", null, reason);
    }
}
