package rapidity.jets;

import java.util.ArrayList;
import java.util.List;
import rapidity.jets.JetClustering.Measure;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.FourVectors;

/// Clustering as it is defined: all distances, again and again.
record SlowClustering(Measure measure, double radius) {
    List<FourVector> jets(FourVectors particles) {
        List<FourVector> left = new ArrayList<>();
        for (int i = 0; i < particles.size(); i++) {
            left.add(particles.at(i));
        }
        List<FourVector> jets = new ArrayList<>();
        while (!left.isEmpty()) {
            double least = Double.POSITIVE_INFINITY;
            int a = 0;
            int b = 0;
            for (int i = 0; i < left.size(); i++) {
                for (int j = 0; j <= i; j++) {
                    double d = i == j ? weight(left.get(i)) : distance(left.get(i), left.get(j));
                    if (d < least) {
                        least = d;
                        a = i;
                        b = j;
                    }
                }
            }
            if (a == b) {
                jets.add(left.remove(a));
            } else {
                FourVector later = left.remove(a);
                left.add(left.remove(b).plus(later));
            }
        }
        return jets;
    }

    private double weight(FourVector p) {
        return Math.pow(p.pt(), 2 - 2 * measure.ordinal());
    }

    private double distance(FourVector p, FourVector q) {
        double dy = p.rapidity() - q.rapidity();
        double dphi = p.deltaPhi(q);
        return Math.min(weight(p), weight(q)) * (dy * dy + dphi * dphi) / (radius * radius);
    }
}
