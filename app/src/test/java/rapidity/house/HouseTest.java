package rapidity.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the code to docs/decisions/0001: who may import whom, and what is banned.
final class HouseTest {
    private static final String[] CORE = packages("algebra irreps kinematics random matrixelement sampling jets metrics");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .importPaths(List.of(classes("core"), classes("data"), classes("nets"), classes("vector"), classes("app")));

    @ParameterizedTest
    @ValueSource(strings = {"core", "data", "nets", "vector", "app"})
    void everyModuleIsLookedAt(String module) {
        assertThat(HOUSE.stream()
                        .filter(type -> type.getSource()
                                .orElseThrow()
                                .getUri()
                                .getPath()
                                .contains("/" + module + "/")))
                .isNotEmpty();
    }

    @Test
    void coreImportsCore() {
        for (String part : CORE) {
            HouseRules.imports(part, CORE).check(HOUSE);
            HouseRules.brings(part).check(HOUSE);
        }
    }

    @Test
    void dataImportsCore() {
        HouseRules.imports("rapidity.data..", CORE).check(HOUSE);
    }

    @Test
    void insideNetsEachImportsWhatStandsBelowIt() {
        HouseRules.imports("rapidity.engine..", CORE).check(HOUSE);
        HouseRules.imports("rapidity.layer..", with(CORE, "engine")).check(HOUSE);
        HouseRules.imports("rapidity.net..", with(CORE, "engine layer")).check(HOUSE);
        HouseRules.imports("rapidity.flow..", with(CORE, "engine layer net")).check(HOUSE);
        HouseRules.imports("rapidity.loss..", with(CORE, "engine layer net")).check(HOUSE);
        HouseRules.imports("rapidity.model..", with(CORE, "engine layer net flow loss"))
                .check(HOUSE);
        HouseRules.imports("rapidity.train..", with(CORE, "engine layer net flow loss model"))
                .check(HOUSE);
    }

    @Test
    void netsBringsJacksonOnly() {
        for (String part : packages("layer net flow loss model train")) {
            HouseRules.brings(part, "tools.jackson..", "com.fasterxml.jackson.annotation..")
                    .check(HOUSE);
        }
        HouseRules.brings("rapidity.engine..", "jdk.incubator.vector..").check(HOUSE);
    }

    @Test
    void insideAppReportKnowsNoStudyAndNoStudyKnowsTheCommandLine() {
        String[] below = with(CORE, "data engine layer net flow loss model train");
        HouseRules.imports("rapidity.app.report..", with(CORE, "data train")).check(HOUSE);
        HouseRules.imports("rapidity.app.study..", with(below, "app.report")).check(HOUSE);
        HouseRules.imports("rapidity.app.cli..", with(below, "app.report app.study"))
                .check(HOUSE);
    }

    @Test
    void noPackageCycles() {
        HouseRules.noPackageCycles("rapidity").check(HOUSE);
    }

    @Test
    void nativeAndIncubatingCodeStayInTheirModules() {
        HouseRules.onlyIn("rapidity.engine.torch..", "org.bytedeco..").check(HOUSE);
        HouseRules.onlyIn("rapidity.engine.vector..", "jdk.incubator..").check(HOUSE);
    }

    @Test
    void onlyTheCommandLinePrints() {
        HouseRules.noPrintingOutside("rapidity.app.cli..").check(HOUSE);
    }

    @Test
    void noGlobalState() {
        HouseRules.noGlobalState().check(HOUSE);
    }

    @Test
    void namesNameThings() {
        HouseRules.noBannedName().check(HOUSE);
    }

    @Test
    void noInheritanceForReuse() {
        HouseRules.noInheritance().check(HOUSE);
    }

    @Test
    void everyPackageDeclaresItsNulls() {
        HouseRules.noNullsUndeclared().check(HOUSE);
    }

    private static Path classes(String module) {
        return Path.of("..", module, "target", "classes");
    }

    private static String[] packages(String names) {
        return with(new String[0], names);
    }

    private static String[] with(String[] known, String names) {
        List<String> all = new ArrayList<>(List.of(known));
        for (String name : names.split(" ", -1)) {
            all.add("rapidity." + name + "..");
        }
        return all.toArray(String[]::new);
    }
}
